package dev.seedgate.admission.api.view;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Schedules. */
@Schema(name = "ScheduleList", title = "Schedules, by name")
public record ScheduleListView(List<ScheduleView> schedules) {}
