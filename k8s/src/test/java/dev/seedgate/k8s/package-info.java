/** Holds the manifests against their models and against the code. Nothing is started. */
@NullMarked
package dev.seedgate.k8s;

import org.jspecify.annotations.NullMarked;
