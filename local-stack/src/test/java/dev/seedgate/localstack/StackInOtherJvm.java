package dev.seedgate.localstack;

import java.nio.file.Path;

/** Runs a stack until this JVM is ended from outside or by itself; prints what a test must look for afterwards. */
public final class StackInOtherJvm {

    private StackInOtherJvm() {}

    /** Takes the stack's folder, and "exit" where it is to end by itself. */
    public static void main(String[] args) throws InterruptedException {
        LocalStack stack = LocalStack.start(LocalStackConfig.forTests().inFolder(Path.of(args[0])));
        System.out.println(
                ProcessHandle.current().descendants().map(ProcessHandle::pid).toList());
        System.out.println("started " + stack.broker().bootstrapServers());
        if (args.length == 1) {
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
