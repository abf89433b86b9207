// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure.container;

import java.util.List;

import io.github.zmqsecure.autoconfigure.ZmqConnectionDetails;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;

import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;

/**
 * Makes {@link ZmqConnectionDetails} of a {@link GenericContainer} that is a
 * {@link ServiceConnection @ServiceConnection} by the name {@value #NAME}.
 */
class ZmqContainerConnectionDetailsFactory
		extends ContainerConnectionDetailsFactory<GenericContainer<?>, ZmqConnectionDetails> {

	private static final String NAME = "zmq-secure";

	ZmqContainerConnectionDetailsFactory() {
		super(NAME);
	}

	@Override
	protected ZmqConnectionDetails getContainerConnectionDetails(
			ContainerConnectionSource<GenericContainer<?>> source) {
		return new ZmqContainerConnectionDetails(source);
	}

	private static final class ZmqContainerConnectionDetails extends ContainerConnectionDetails<GenericContainer<?>>
			implements ZmqConnectionDetails {

		private ZmqContainerConnectionDetails(ContainerConnectionSource<GenericContainer<?>> source) {
			super(source);
		}

		@Override
		public List<String> getEndpoints(String socket) {
			return container().endpoints(socket);
		}

		@Override
		public @Nullable String getServerKey(String socket) {
			return container().serverKey(socket);
		}

		private LabelledContainer container() {
			GenericContainer<?> container = getContainer();
			return new LabelledContainer(container.getLabels(), container.getHost(), container::getMappedPort,
					container.getExposedPorts().stream().map(container::getMappedPort).toList());
		}

	}

}
