package dev.seedgate.exec.gate;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.exception.ScramException;
import dev.seedgate.exec.gate.GateSettings.Account;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Answers what a server asks of somebody who says that he is a role: the password, its MD5, or its SCRAM exchange. */
final class PasswordProof {
    private static final int CLEARTEXT = 3;
    private static final int MD5 = 5;
    private static final int SASL = 10;
    private static final int SASL_CONTINUE = 11;
    private static final int SASL_FINAL = 12;
    private static final int SALT_BYTES = 4;

    private final Account account;
    private @Nullable ScramClient scram;

    PasswordProof(Account account) {
        this.account = account;
    }

    /**
     * The payload of the answer; empty where none is wanted.
     *
     * @param kind of authentication, as the server's message says
     * @param content what follows that
     */
    byte[] answer(int kind, ByteBuffer content) throws IOException {
        return switch (kind) {
            case CLEARTEXT -> Message.zeroTerminated(account.password());
            case MD5 -> Message.zeroTerminated(md5(content));
            case SASL -> first(content);
            case SASL_CONTINUE -> second(text(content));
            case SASL_FINAL -> check(text(content));
            default ->
                throw RefusedException.of(
                        RefusedException.NOT_SUPPORTED,
                        "PostgreSQL wants a kind of authentication that the gate does not know (" + kind + ")",
                        "Let pg_hba.conf ask for scram-sha-256.");
        };
    }

    private byte[] first(ByteBuffer content) throws IOException {
        var mechanisms = new ArrayList<String>();
        for (String name = Message.text(content); !name.isEmpty(); name = Message.text(content)) {
            mechanisms.add(name);
        }
        // the password of nobody is one that the server refuses in its own words
        String password = account.password().isEmpty() ? " " : account.password();
        ScramClient client = ScramClient.builder()
                .advertisedMechanisms(mechanisms)
                .username("*") // the server knows from the start-up packet who it is
                .password(password.toCharArray())
                .build();
        scram = client;
        byte[] name = Message.zeroTerminated(client.getScramMechanism().getName());
        byte[] message = utf8(client.clientFirstMessage().toString());
        return ByteBuffer.allocate(name.length + Integer.BYTES + message.length)
                .put(name)
                .putInt(message.length)
                .put(message)
                .array();
    }

    private byte[] second(String challenge) throws IOException {
        try {
            ScramClient client = begun();
            client.serverFirstMessage(challenge);
            return utf8(client.clientFinalMessage().toString());
        } catch (ScramException e) {
            throw distrust(e);
        }
    }

    private byte[] check(String signature) throws IOException {
        try {
            begun().serverFinalMessage(signature);
            return new byte[0];
        } catch (ScramException e) {
            throw distrust(e);
        }
    }

    private ScramClient begun() throws IOException {
        ScramClient client = scram;
        if (client == null) {
            throw new IOException("what came is not PostgreSQL's protocol: the middle of a SCRAM exchange");
        }
        return client;
    }

    private static RefusedException distrust(ScramException e) {
        return RefusedException.of(
                RefusedException.INVALID_AUTHORIZATION,
                "the server could not prove that it knows the password either: " + e.getMessage(),
                "");
    }

    private String md5(ByteBuffer content) {
        byte[] salt = new byte[SALT_BYTES];
        content.get(salt);
        String inner = hex(utf8(account.password() + account.user()), new byte[0]);
        return "md5" + hex(utf8(inner), salt);
    }

    private static String hex(byte[] text, byte[] salt) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update(text);
            digest.update(salt);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    private static String text(ByteBuffer content) {
        return StandardCharsets.UTF_8.decode(content).toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
