// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.endpoint;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A block of addresses in CIDR notation, or a single address. IPv4-mapped IPv6 addresses
 * count as the IPv4 addresses they are. Nothing is ever looked up by name. Immutable and
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class AddressRange {

	private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

	private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

	private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

	private static final Pattern PREFIX_LENGTH = Pattern.compile("[0-9]{1,3}");

	private static final byte[] MAPPED = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1 };

	private final byte[] network;

	private final int prefixLength;

	private AddressRange(byte[] network, int prefixLength) {
		this.network = network;
		this.prefixLength = prefixLength;
	}

	/**
	 * Return the range that a text stands for.
	 * @param text an address or a CIDR block, such as {@code 10.0.0.0/8}, {@code ::1} or
	 * {@code fd00::/8}; IPv6 with or without brackets
	 * @return the range
	 * @throws InvalidEndpointException if the text is neither, or if a block has bits set
	 * after its prefix
	 */
	public static AddressRange parse(String text) {
		int slash = text.indexOf('/');
		String address = (slash < 0) ? text : text.substring(0, slash);
		if (!isAddress(address)) {
			throw noAddress(text);
		}
		byte[] network = unmap(parseAddress(address).getAddress());
		int bits = network.length * 8;
		int prefixLength = bits;
		if (slash >= 0) {
			boolean mapped = bits == 32 && address.indexOf(':') >= 0;
			prefixLength = parsePrefixLength(text, text.substring(slash + 1)) - (mapped ? 96 : 0);
		}
		if (prefixLength < 0 || prefixLength > bits) {
			throw new InvalidEndpointException(text,
					"the prefix length does not fit the address; write at most 32 for IPv4 and 128 for IPv6");
		}
		AddressRange range = new AddressRange(mask(network, prefixLength), prefixLength);
		if (!Arrays.equals(range.network, network)) {
			throw new InvalidEndpointException(text,
					"the address has bits set after the prefix; write " + range + " if you mean the block");
		}
		return range;
	}

	/**
	 * Return the address that a text stands for, without a look-up.
	 * @param text an IPv4 address of four decimal numbers or an IPv6 address, with or
	 * without brackets; a scope such as {@code %eth0} is dropped
	 * @return the address
	 * @throws InvalidEndpointException if the text is no address
	 */
	public static InetAddress parseAddress(String text) {
		String bare = (text.startsWith("[") && text.endsWith("]")) ? text.substring(1, text.length() - 1) : text;
		int scope = bare.indexOf('%');
		if (scope > 0 && bare.indexOf(':') >= 0) {
			bare = bare.substring(0, scope);
		}
		if (IPV4.matcher(bare).matches() || IPV6.matcher(bare).matches()) {
			try {
				return InetAddress.getByName((bare.indexOf(':') >= 0) ? "[" + bare + "]" : bare);
			}
			catch (UnknownHostException ex) {
				throw noAddress(text);
			}
		}
		throw noAddress(text);
	}

	static boolean isAddress(String text) {
		try {
			parseAddress(text);
			return true;
		}
		catch (InvalidEndpointException ex) {
			return false;
		}
	}

	/**
	 * Return the address that a text stands for, with its scope.
	 */
	static InetAddress parseScopedAddress(String text) {
		InetAddress address = parseAddress(text);
		if (text.indexOf('%') < 0) {
			return address;
		}
		try {
			return InetAddress.getByName(text);
		}
		catch (UnknownHostException ex) {
			throw noAddress(text);
		}
	}

	/**
	 * Return whether an address lies in this range.
	 * @param address the address, of either family
	 * @return whether it lies in this range
	 */
	public boolean contains(InetAddress address) {
		byte[] bytes = unmap(address.getAddress());
		return bytes.length == this.network.length && Arrays.equals(mask(bytes, this.prefixLength), this.network);
	}

	/**
	 * Return whether this range is a single address.
	 * @return whether the prefix has all bits
	 */
	public boolean isSingleAddress() {
		return this.prefixLength == this.network.length * 8;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof AddressRange range && this.prefixLength == range.prefixLength
				&& Arrays.equals(this.network, range.network));
	}

	@Override
	public int hashCode() {
		return 31 * Arrays.hashCode(this.network) + this.prefixLength;
	}

	/**
	 * Return the address, and the prefix length unless this is a single address.
	 * @return the range in CIDR notation
	 */
	@Override
	public String toString() {
		try {
			String address = InetAddress.getByAddress(this.network).getHostAddress();
			return isSingleAddress() ? address : address + "/" + this.prefixLength;
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException("An address has 4 or 16 bytes", ex);
		}
	}

	private static int parsePrefixLength(String text, String prefixLength) {
		if (!PREFIX_LENGTH.matcher(prefixLength).matches()) {
			throw new InvalidEndpointException(text, "the prefix length is no number; write for example 10.0.0.0/8");
		}
		return Integer.parseInt(prefixLength);
	}

	private static InvalidEndpointException noAddress(String text) {
		return new InvalidEndpointException(text,
				"it is no address; write four decimal numbers (10.0.0.1) or an IPv6 address (fd00::1)");
	}

	private static byte[] unmap(byte[] address) {
		boolean mapped = address.length == 16 && Arrays.equals(address, 0, 12, MAPPED, 0, 12);
		return mapped ? Arrays.copyOfRange(address, 12, 16) : address;
	}

	private static byte[] mask(byte[] address, int prefixLength) {
		byte[] masked = new byte[address.length];
		for (int i = 0; i < address.length; i++) {
			int bits = Math.max(0, Math.min(8, prefixLength - 8 * i));
			masked[i] = (byte) (address[i] & (0xff00 >> bits));
		}
		return masked;
	}

}
