/**
 * What travels between Seedgate's processes: one record for every message, the topics they travel on, and their JSON. Knows no
 * framework and decides nothing; everybody may depend on it, it depends on nobody.
 */
@NullMarked
package dev.seedgate.protocol;

import org.jspecify.annotations.NullMarked;
