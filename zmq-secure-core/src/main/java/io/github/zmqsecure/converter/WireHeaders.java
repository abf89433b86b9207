/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
