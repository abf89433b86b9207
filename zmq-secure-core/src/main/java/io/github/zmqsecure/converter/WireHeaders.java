// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.converter;

import java.util.Locale;
import java.util.Map;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.jeromq.HeaderMark;
import io.github.zmqsecure.socket.HeaderMode;
import io.github.zmqsecure.socket.SocketSettings;
import org.jspecify.annotations.Nullable;

/**
 * The header frames of the messages of one socket. Immutable.
 *
 * @param property the property that says whether there are any
 * @param mode the mode in force
 * @param marked whether they leave marked, for those who are told the mark
 */
record WireHeaders(String property, HeaderMode mode, boolean marked) {

	static WireHeaders of(ManagedSocket socket) {
		SocketSettings settings = socket.getSettings();
		return new WireHeaders("zmq.secure.sockets." + socket.getName() + ".headers",
				socket.getManagedSettings().headers().on(settings), !settings.isLocal());
	}

	byte[] write(Map<String, String> headers) {
		byte[] frame = HeaderFrame.encode(headers);
		return (this.marked) ? HeaderMark.own().mark(frame) : frame;
	}

	/**
	 * Read the first frame of the content of a message.
	 * @return the headers, {@code null} if it is none of headers
	 */
	@Nullable Map<String, String> read(byte[] frame) {
		if (this.mode == HeaderMode.FALSE) {
			return null;
		}
		byte[] marked = HeaderMark.own().unmark(frame);
		if (marked == null && this.mode == HeaderMode.AUTO) {
			return null;
		}
		try {
			return HeaderFrame.decode((marked != null) ? marked : frame);
		}
		catch (UnreadableMessageException ex) {
			throw new UnreadableMessageException(ex.getMessage() + " '" + this.property + "' is " + modeText()
					+ ((this.mode == HeaderMode.TRUE) ? ", so each message has to begin with one; if this peer sends "
							+ "none, set 'headers: auto' here and at the peer." : "."),
					ex);
		}
	}

	boolean isMarked(byte[] frame) {
		return this.mode != HeaderMode.FALSE && HeaderMark.own().isOn(frame);
	}

	/**
	 * Return what may be wrong with a message that can't be read.
	 * @param frame the first frame of its content
	 */
	@Nullable String suspicion(byte[] frame) {
		if (this.mode == HeaderMode.TRUE || !HeaderFrame.isHeaders(frame)) {
			return null;
		}
		return "It begins with a frame of headers, and '" + this.property + "' is " + modeText()
				+ ": the sender has 'headers: true'. Set 'headers: auto' there, or 'headers: true' here.";
	}

	private String modeText() {
		return this.mode.name().toLowerCase(Locale.ROOT);
	}

}
