package dev.seedgate.cli;

import dev.seedgate.cli.client.ClusterView;
import dev.seedgate.cli.text.OutputDevice;
import dev.seedgate.cli.text.Table;
import dev.seedgate.cli.text.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may have how many of a server's connections, and who has them. The figures of the column "kept" add up to the server's
 * limit; what a class has beyond its reservation, and what nobody declared, is taken from the seeds.
 */
public final class BudgetTable {
    private BudgetTable() {}

    /** The table, below a line that names the cluster. */
    public static List<String> lines(ClusterView cluster, OutputDevice device) {
        List<String> lines = new ArrayList<>();
        lines.add(title(cluster));
        ClusterNotes.of(cluster).forEach(note -> lines.add(device.colours().bad(note)));
        Integer budget = cluster.budget();
        if (budget != null) {
            lines.addAll(table(cluster, budget).lines(device));
        }
        return lines;
    }

    private static String title(ClusterView cluster) {
        String limit = cluster.maxConnections() == null ? "" : ", max_connections " + cluster.maxConnections();
        String use = cluster.use() == null ? "" : ", in use " + cluster.use().used();
        return "Cluster " + cluster.cluster() + " (databases: " + String.join(", ", cluster.databases()) + ")" + limit
                + use;
    }

    private static Table table(ClusterView cluster, int budget) {
        Table table = Table.of("!WHO", ">KEPT", ">IN USE", "");
        table.row("superusers", number(cluster.superuserReserved()), "", "superuser_reserved_connections");
        if (cluster.reserved() != null && cluster.reserved() > 0) {
            table.row("reserved roles", cluster.reserved(), "", "reserved_connections");
        }
        for (ClusterView.ClassUse use : cluster.classes()) {
            int over = use.observed() - use.reservation();
            table.row(
                    use.name(),
                    Math.max(use.reservation(), use.observed()),
                    use.observed(),
                    over > 0 ? over + " more than the " + use.reservation() + " reserved: taken from the seeds" : " ");
        }
        if (cluster.unclassified() != null && cluster.unclassified() > 0) {
            table.row(
                    "others",
                    cluster.unclassified(),
                    cluster.unclassified(),
                    "sessions of no class: taken from the seeds");
        }
        table.row("headroom", number(cluster.headroom()), "", "stays free");
        table.row("seeds", budget, cluster.charged(), seeds(cluster, budget));
        return table;
    }

    private static String seeds(ClusterView cluster, int budget) {
        int free = budget - cluster.charged();
        String use = free >= 0 ? Words.number(free) + " free" : Words.number(-free) + " over: nothing is granted";
        return use + ", " + Words.count(cluster.tokens(), "token") + ", " + Words.count(cluster.workers(), "worker");
    }

    private static String number(@Nullable Integer value) {
        return value == null ? "" : value.toString();
    }
}
