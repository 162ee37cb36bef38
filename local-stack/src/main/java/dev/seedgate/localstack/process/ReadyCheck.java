package dev.seedgate.localstack.process;

/** Asks once, without waiting long, whether a started process can be used. An exception means "not yet", with a reason. */
@FunctionalInterface
public interface ReadyCheck {

    boolean isReady() throws Exception;
}
