// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import io.github.zmqsecure.nacl.NaclClassPath;
import io.github.zmqsecure.nacl.NaclMode;
import io.github.zmqsecure.nacl.NaclProvider;
import io.github.zmqsecure.nacl.NaclProviders;
import io.github.zmqsecure.nacl.NaclSelection;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The cryptography that CURVE really runs on in this JVM. Immutable.
 *
 * @since 0.1.0
 */
public final class CurveCrypto {

	private static final Log logger = LogFactory.getLog(CurveCrypto.class);

	private final NaclSelection selection;

	private final NaclClassPath classPath;

	private CurveCrypto(NaclSelection selection, NaclClassPath classPath) {
		this.selection = selection;
		this.classPath = classPath;
	}

	/**
	 * Choose the implementation, for the whole JVM, and say in the log which it is and
	 * whether something stands in its way.
	 * @param mode which implementation
	 * @param library the file of libsodium, {@code null} to look where the system does
	 * @return what was chosen
	 * @throws io.github.zmqsecure.nacl.NaclProviderException if the one that is insisted
	 * on can't be used
	 */
	public static CurveCrypto select(NaclMode mode, @Nullable Path library) {
		NaclSelection selection = NaclProviders.select(mode, library);
		NaclClassPath classPath = NaclClassPath.inspect();
		CurveCrypto crypto = new CurveCrypto(selection, classPath);
		String refusals = selection.refusals()
			.stream()
			.map((refusal) -> ", not " + refusal)
			.collect(Collectors.joining());
		logger.info("CURVE uses " + crypto.getDescription() + refusals);
		if (classPath.isAmbiguous()) {
			logger.warn(
					"The original jnacl is on the class path too, and the order of the class path decides: CURVE uses "
							+ (classPath.replacement() ? "the replacement"
									: "the original, which is more than four times slower")
							+ ". Exclude it: " + NaclClassPath.exclusion());
		}
		return crypto;
	}

	/**
	 * Return the name of the implementation in use.
	 * @return {@code libsodium}, {@code bouncy-castle}, or {@code jnacl} if the original
	 * is in the way
	 */
	public String getName() {
		return (this.classPath.replacement()) ? provider().name() : "jnacl";
	}

	/**
	 * Return one line about the implementation in use.
	 * @return its name and version, and where it is from
	 */
	public String getDescription() {
		return (this.classPath.replacement()) ? provider().description() : "jnacl, from " + this.classPath.location();
	}

	/**
	 * Return what could have been used but was not.
	 * @return each with the reason
	 */
	public List<String> getRefusals() {
		return this.selection.refusals();
	}

	private NaclProvider provider() {
		return this.selection.provider();
	}

	@Override
	public String toString() {
		return getDescription();
	}

}
