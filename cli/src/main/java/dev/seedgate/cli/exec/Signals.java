package dev.seedgate.cli.exec;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Consumer;

/**
 * What this process does when it gets a signal. The JDK has no supported way to say so; the one that every JDK has had for long,
 * {@code sun.misc.Signal}, is reached for by name. Where it is missing, signals do what they always do.
 */
final class Signals {
    private Signals() {}

    /** Has a signal handled instead of ending this process. */
    static void handle(List<String> names, Consumer<String> handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            Method name = signal.getMethod("getName");
            Object proxy =
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                        if ("handle".equals(method.getName())) {
                            handler.accept(String.valueOf(name.invoke(arguments[0])));
                        }
                        return null;
                    });
            Method handle = signal.getMethod("handle", signal, type);
            for (String each : names) {
                handle.invoke(null, signal.getConstructor(String.class).newInstance(each), proxy);
            }
        } catch (ReflectiveOperationException e) {
            // They then end this process, and the token's lease the token.
        }
    }
}
