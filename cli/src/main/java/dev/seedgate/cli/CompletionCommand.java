package dev.seedgate.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete verbs and options. */
@Command(
        name = "completion",
        description = "Print a script that lets your shell complete verbs, options and their words.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  seedctl completion bash > ~/.local/share/bash-completion/completions/seedctl",
            "  source <(seedctl completion bash)    for this shell only",
            "  echo 'source <(seedctl completion zsh)' >> ~/.zshrc",
            "",
            "It completes 'seedctl' and any path that ends so, such as ./seedctl."
        })
final class CompletionCommand implements Callable<Integer> {
    private static final String NAME = "seedctl";

    /** The shells that are known. */
    enum Shell {
        bash,
        zsh
    }

    @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.bash;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        String script = AutoComplete.bash(NAME, spec.root().commandLine());
        spec.commandLine().getOut().print(shell == Shell.zsh ? forZsh(script) : script);
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    /** zsh runs completions of bash once it is told to, and has no completion at all until compinit was called. */
    private static String forZsh(String script) {
        return """
                # zsh: its own completion system first, then that of bash on top of it.
                (( ${+functions[compdef]} )) || { autoload -Uz compinit && compinit -u; }
                autoload -Uz bashcompinit && bashcompinit
                """ + script;
    }
}
