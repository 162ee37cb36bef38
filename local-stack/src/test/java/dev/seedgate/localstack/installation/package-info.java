@NullMarked
package dev.seedgate.localstack.installation;

import org.jspecify.annotations.NullMarked;
