/**
 * The whole product as processes of their own: one admission service and some workers against a {@code LocalStack}, to be
 * killed, paused and brought back. Knows the services' configuration and their HTTP health, and nothing of their code.
 */
@NullMarked
package dev.seedgate.localstack.installation;

import org.jspecify.annotations.NullMarked;
