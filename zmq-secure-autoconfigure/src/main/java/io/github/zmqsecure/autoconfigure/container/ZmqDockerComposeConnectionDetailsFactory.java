// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure.container;

import java.util.List;

import io.github.zmqsecure.autoconfigure.ZmqConnectionDetails;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionDetailsFactory;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;

/**
 * Makes {@link ZmqConnectionDetails} of a service of Docker Compose with the label
 * {@value LabelledContainer#SOCKET}.
 */
class ZmqDockerComposeConnectionDetailsFactory extends DockerComposeConnectionDetailsFactory<ZmqConnectionDetails> {

	ZmqDockerComposeConnectionDetailsFactory() {
		super((source) -> source.getRunningService().labels().containsKey(LabelledContainer.SOCKET));
	}

	@Override
	protected ZmqConnectionDetails getDockerComposeConnectionDetails(DockerComposeConnectionSource source) {
		return new ZmqDockerComposeConnectionDetails(source.getRunningService());
	}

	private static final class ZmqDockerComposeConnectionDetails extends DockerComposeConnectionDetails
			implements ZmqConnectionDetails {

		private final LabelledContainer container;

		private ZmqDockerComposeConnectionDetails(RunningService service) {
			super(service);
			this.container = new LabelledContainer(service.labels(), service.host(), service.ports()::get,
					service.ports().getAll("tcp"));
		}

		@Override
		public List<String> getEndpoints(String socket) {
			return this.container.endpoints(socket);
		}

		@Override
		public @Nullable String getServerKey(String socket) {
			return this.container.serverKey(socket);
		}

	}

}
