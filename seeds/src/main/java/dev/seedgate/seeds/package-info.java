/**
 * The example shop's feeds: a deterministic generator of vendor feeds in the shapes that such feeds really have, and an
 * independent account of what a database must hold once they are loaded. Knows nothing of Seedgate's services.
 */
@NullMarked
package dev.seedgate.seeds;

import org.jspecify.annotations.NullMarked;
