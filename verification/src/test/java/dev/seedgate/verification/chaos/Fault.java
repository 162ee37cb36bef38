package dev.seedgate.verification.chaos;

/** What can be done to the installation. */
enum Fault {
    WORKER_KILLED("worker killed", 2),
    WORKER_SHUT_DOWN("worker shut down", 1),
    /** For less than a lease, or a little more. */
    WORKER_ASLEEP("worker stopped for a while", 1),
    /** Past its lease, half of the time just when it begins to connect: whoever wakes up then holds nothing any more. */
    ZOMBIE_WOKEN("worker stopped past its lease and woken", 2),
    WORKER_WITHOUT_BROKER("worker cut off from Kafka", 2),
    WORKER_WITHOUT_POSTGRES("worker cut off from PostgreSQL", 2),
    ADMISSION_KILLED("admission replica killed", 2),
    ADMISSION_ASLEEP("admission replica stopped and woken", 2),
    ADMISSION_WITHOUT_BROKER("admission replica cut off from Kafka", 1),
    ADMISSION_WITHOUT_POSTGRES("admission replica cut off from PostgreSQL", 1),
    NETWORK_SLOW("slow network of one process", 1),
    CLOCK_JUMPED("clock of one process jumped", 1),
    BROKER_KILLED("broker killed", 1),
    BROKER_RESTARTED("broker restarted", 1),
    POSTGRES_KILLED("PostgreSQL killed", 1),
    POSTGRES_RESTARTED("PostgreSQL restarted", 1),
    PLAN_CHANGED("PostgreSQL restarted with another max_connections", 1),
    TOKEN_OVERDRAWN("token overdrawn by a child", 2),
    SEED_CANCELLED("seed cancelled", 2),
    SEEDS_KILLED("kill-seeds", 1),
    CLUSTER_HELD("cluster held and resumed", 1);

    private final String words;
    private final int weight;

    Fault(String words, int weight) {
        this.words = words;
        this.weight = weight;
    }

    String words() {
        return words;
    }

    /** How often it lies in the deck from which faults are drawn. */
    int weight() {
        return weight;
    }
}
