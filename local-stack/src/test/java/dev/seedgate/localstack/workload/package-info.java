@NullMarked
package dev.seedgate.localstack.workload;

import org.jspecify.annotations.NullMarked;
