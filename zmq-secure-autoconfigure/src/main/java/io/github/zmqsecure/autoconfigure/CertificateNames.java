// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.HashMap;
import java.util.Map;

import io.github.zmqsecure.KeyRedaction;
import io.github.zmqsecure.Printable;
import io.github.zmqsecure.curve.CurveCertificate;
import io.github.zmqsecure.curve.KeyName;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Warns of certificates that say another name than they are configured under, as where
 * the file of another key lies in the place of the right one. Not thread-safe.
 */
class CertificateNames {

	private static final Log logger = LogFactory.getLog(CertificateNames.class);

	private final Map<String, String> warned = new HashMap<>();

	/**
	 * Look at a certificate, and warn once of each name that it says.
	 * @param property the property that names the file
	 * @param name the name it is configured under
	 * @param certificate the certificate
	 */
	void check(String property, String name, CurveCertificate certificate) {
		String said = certificate.metadata().getOrDefault("name", "");
		if (said.isBlank() || KeyName.uniform(said).equals(KeyName.uniform(name))) {
			this.warned.remove(property);
		}
		else if (!said.equals(this.warned.put(property, said))) {
			logger
				.warn(("The certificate that '%s' names says that it is the key of '%s'; put the right file there, or "
						+ "give both the same name")
					.formatted(property, KeyRedaction.redact(Printable.of(said))));
		}
	}

}
