package dev.seedgate.admission.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that clients come from: one address, a CIDR block such as {@code 10.1.0.0/16} or {@code fd00::/8}, or {@value #LOCAL} for
 * those that come over a unix socket. Names are not resolved: what they mean may change.
 *
 * @param network of the block; null for {@value #LOCAL}
 * @param prefix how many leading bits count
 */
record AddressRange(@Nullable InetAddress network, int prefix) {
    static final String LOCAL = "local";

    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3})(\\.\\d{1,3}){3}");

    /**
     * Reads a range.
     *
     * @throws IllegalArgumentException when it is none
     */
    static AddressRange of(String text) {
        if (text.equals(LOCAL)) {
            return new AddressRange(null, 0);
        }
        String[] parts = text.split("/", 2);
        InetAddress network = literal(parts[0]);
        int bits = network == null ? 0 : network.getAddress().length * Byte.SIZE;
        int prefix = parts.length == 1 ? bits : prefix(parts[1]);
        if (network == null || prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("must be an address, a block such as 10.1.0.0/16, or '" + LOCAL
                    + "' for unix sockets, got: '" + text + "'");
        }
        return new AddressRange(network, prefix);
    }

    /**
     * Whether a client comes from here.
     *
     * @param client as {@link ClientIdentity#address} says; null where it is not known, which is nowhere
     */
    boolean contains(@Nullable String client) {
        if (network == null || client == null) {
            return network == null && LOCAL.equals(client);
        }
        InetAddress address = literal(client);
        return address != null && sharesPrefix(network.getAddress(), address.getAddress());
    }

    private boolean sharesPrefix(byte[] one, byte[] other) {
        if (one.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((one[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int prefix(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Null for what is no address; what has a colon or looks like IPv4 is never looked up. */
    private static @Nullable InetAddress literal(String text) {
        if (!text.contains(":") && !isIpv4(text)) {
            return null;
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static boolean isIpv4(String text) {
        if (!IPV4.matcher(text).matches()) {
            return false;
        }
        for (String part : text.split("\\.", -1)) {
            if (Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }
}
