// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.autoconfigure.ZmqSecureProperties;
import io.github.zmqsecure.curve.CurveCertificate;
import io.github.zmqsecure.curve.KeyFilePolicy;
import io.github.zmqsecure.curve.KeyLocation;
import io.github.zmqsecure.curve.PeerDirectory;
import io.github.zmqsecure.curve.UnreadableCertificateException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;

/**
 * Finds keys that have ended or end soon.
 */
final class KeyLinter {

	private final CheckedFile file;

	private final Instant now;

	private final Duration soon;

	private final List<Finding> findings;

	KeyLinter(CheckedFile file, Instant now, Duration soon, List<Finding> findings) {
		this.file = file;
		this.now = now;
		this.soon = soon;
		this.findings = findings;
	}

	/**
	 * Look at all keys.
	 */
	void run() {
		ZmqSecureProperties properties = this.file.check().getProperties();
		properties.getKeys().forEach((name, key) -> {
			String property = "zmq.secure.keys." + name;
			certificate(property, key.getLocation());
			for (int i = 0; i < key.getPrevious().size(); i++) {
				previous(property + ".previous[" + i + "]", key.getPrevious().get(i));
			}
		});
		properties.getPeers().forEach((name, peer) -> certificate("zmq.secure.peers." + name, peer.getLocation()));
		directory(properties.getPeerDirectory());
	}

	private void previous(String property, ZmqSecureProperties.PreviousKey previous) {
		Instant until = previous.getUntil();
		if (until != null && !until.isAfter(this.now)) {
			warn("previous-ended", property + ": it is answered to no more since " + until
					+ "; remove the entry and destroy the secret");
			return;
		}
		if (until != null && until.isBefore(this.now.plus(this.soon))) {
			warn("previous-ends", property + ": it is answered to until " + until + ", for "
					+ Duration.between(this.now, until).toDays() + " more days; see that no client needs it any more");
		}
		certificate(property, previous.getLocation());
	}

	private void directory(@Nullable String location) {
		if (location == null) {
			return;
		}
		try {
			PeerDirectory.listKeyFiles(resource(location).getFile().toPath())
				.forEach((file) -> certificate(file.toString(), "file:" + file));
		}
		catch (IOException ex) {
			// The start-up says so.
			return;
		}
	}

	private void certificate(String of, @Nullable String location) {
		if (location == null) {
			return;
		}
		CurveCertificate certificate;
		try {
			certificate = CurveCertificate.read(resource(location), KeyFilePolicy.IGNORE);
		}
		catch (ZmqSecureException ex) {
			return;
		}
		try {
			expiry(of, certificate.lifetime().expires());
		}
		catch (UnreadableCertificateException ex) {
			warn("expires", of + ": its 'expires' is no time");
		}
	}

	private void expiry(String of, @Nullable Instant end) {
		if (end == null) {
			return;
		}
		if (!end.isAfter(this.now)) {
			this.findings.add(Finding.error(this.file.name(), "expired",
					of + ": the key has ended at " + end + "; make the next one with 'zmq-secure rotate'"));
		}
		else if (end.isBefore(this.now.plus(this.soon))) {
			warn("expires", of + ": the key ends at " + end + ", in " + Duration.between(this.now, end).toDays()
					+ " days; make the next one with 'zmq-secure rotate'");
		}
	}

	private void warn(String rule, String message) {
		this.findings.add(Finding.warning(this.file.name(), rule, message));
	}

	static Resource resource(String location) {
		return KeyLocation.resource(location, new DefaultResourceLoader());
	}

}
