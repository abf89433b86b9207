// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import io.github.zmqsecure.auth.AuthenticatedPeer;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A message of one or more frames. Frames are not copied: whoever hands one over no
 * longer changes it.
 *
 * @param frames the frames, at least one
 * @param peer who sent it, as authenticated by the ZAP handler of this library;
 * {@code null} for those that a client receives from its server, and within a process. Of
 * a message that a ROUTER sends: whom alone it is for, {@code null} for whoever has the
 * routing id.
 * @since 0.1.0
 */
public record ZmqMessage(List<byte[]> frames, @Nullable AuthenticatedPeer peer) {

	public ZmqMessage {
		Assert.notEmpty(frames, "'frames' must not be empty");
		frames = List.copyOf(frames);
	}

	/**
	 * Create a message to be sent.
	 * @param frames the frames
	 * @return the message
	 */
	public static ZmqMessage of(byte[]... frames) {
		return new ZmqMessage(List.of(frames), null);
	}

	/**
	 * Create a message to be sent, of text in UTF-8.
	 * @param frames the frames
	 * @return the message
	 */
	public static ZmqMessage of(String... frames) {
		return new ZmqMessage(Arrays.stream(frames).map((frame) -> frame.getBytes(StandardCharsets.UTF_8)).toList(),
				null);
	}

	/**
	 * Return a frame as text.
	 * @param index the index of the frame; negative to count from the last, which is -1
	 * @return the frame, decoded from UTF-8
	 * @throws IndexOutOfBoundsException if there is no such frame
	 */
	public String text(int index) {
		return new String(frame(index), StandardCharsets.UTF_8);
	}

	/**
	 * Return a frame.
	 * @param index the index of the frame; negative to count from the last, which is -1
	 * @return the frame
	 * @throws IndexOutOfBoundsException if there is no such frame
	 */
	public byte[] frame(int index) {
		return this.frames.get((index < 0) ? this.frames.size() + index : index);
	}

	/**
	 * Return the size of all frames.
	 * @return the size in bytes
	 */
	public long size() {
		long size = 0;
		for (byte[] frame : this.frames) {
			size += frame.length;
		}
		return size;
	}

	@Override
	public String toString() {
		return "ZmqMessage[" + this.frames.size() + " frames, " + size() + " bytes"
				+ ((this.peer != null) ? ", peer " + this.peer.name() : "") + "]";
	}

}
