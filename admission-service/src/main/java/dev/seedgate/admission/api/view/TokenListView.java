package dev.seedgate.admission.api.view;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Tokens. */
@Schema(name = "TokenList", title = "Tokens, by cluster and fence")
public record TokenListView(List<TokenView> tokens) {}
