// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import io.github.zmqsecure.ZmqConfigurationException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;

/**
 * Keeps values out of the exceptions thrown when {@code zmq.secure} cannot be bound. A
 * failure analysis alone is not enough: where the application does not run in its own
 * {@code main}, such as in a servlet container, the exceptions themselves are logged.
 * Also makes one of names that are one, and takes empty values for none.
 */
class ZmqBindHandlerAdvisor implements ConfigurationPropertiesBindHandlerAdvisor {

	@Override
	public BindHandler apply(BindHandler bindHandler) {
		return new RedactingBindHandler(bindHandler);
	}

	private static final class RedactingBindHandler extends AbstractBindHandler {

		RedactingBindHandler(BindHandler parent) {
			super(parent);
		}

		/**
		 * An empty value counts as none, so that one source can take back what another
		 * says; but in a list it is an element, such as the topic that all others begin
		 * with.
		 */
		@Override
		public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
				Object result) {
			boolean ours = KnownProperties.isOurs(name);
			boolean none = ours && "".equals(result) && !name.isLastElementIndexed();
			if (ours) {
				check(name, context.getConfigurationProperty(), result);
			}
			Object bound = super.onSuccess(name, target, context, result);
			return (none) ? null : bound;
		}

		/**
		 * Refuse what Spring would change or leave unresolved without a word.
		 */
		private static void check(ConfigurationPropertyName name, @Nullable ConfigurationProperty property,
				Object result) {
			String placeholder = (result instanceof String || result instanceof Collection)
					? Explanations.placeholderIn(result) : null;
			Object written = (property != null) ? property.getValue() : null;
			if (placeholder != null) {
				Explanation explanation = Explanations.unresolved(placeholder);
				throw new ZmqConfigurationException(name.toString(), result, explanation.problem(),
						explanation.action());
			}
			if (written instanceof Number number && (result instanceof Enum
					|| (result instanceof Integer && number.doubleValue() != (int) result))) {
				throw PropertyProblem.ofFailed(name, property, null).toException();
			}
		}

		@Override
		public void onFinish(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
				@Nullable Object result) throws Exception {
			if (result == null && context.getConfigurationProperty() != null && isSingle(name)) {
				super.onSuccess(name, target, context, "");
			}
			super.onFinish(name, target, context, result);
			Object bound = (result == null && target.getValue() != null) ? target.getValue().get() : result;
			if (bound instanceof ZmqSecureProperties properties) {
				MisplacedValues.check(context.getSources(), context.getBinder());
				new UniformNames(context.getSources()).unify(properties);
				Set<String> names = new HashSet<>(properties.getSockets().keySet());
				names.addAll(properties.getKeys().keySet());
				names.addAll(properties.getPeers().keySet());
				EnvironmentVariables.check(context.getSources(), names);
			}
		}

		@Override
		public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
				Exception error) throws Exception {
			try {
				return super.onFailure(name, target, context, error);
			}
			catch (BindException ex) {
				throw isToBeHidden(name, ex) ? hidden(ex) : ex;
			}
			catch (ZmqConfigurationException ex) {
				throw ex;
			}
			catch (UnboundConfigurationPropertiesException ex) {
				throw redact(ex);
			}
			catch (Exception ex) {
				if (!KnownProperties.isOurs(name)) {
					throw ex;
				}
				if (isSingle(name) && Explanations.isEmptyIn(ex)) {
					super.onSuccess(name, target, context, "");
					return null;
				}
				ConfigurationProperty property = context.getConfigurationProperty();
				ConfigurationProperty written = (property != null) ? property : written(name, context);
				throw PropertyProblem.ofFailed((written != null) ? written.getName() : name, written, ex).toException();
			}
		}

		/**
		 * Spring Boot makes nothing of an empty text where a number, a time or the like
		 * belongs, and then takes what other sources say for left over.
		 */
		private static boolean isSingle(ConfigurationPropertyName name) {
			return KnownProperties.isOurs(name) && KnownProperties.isSingle(name);
		}

		/**
		 * Where a single value belongs and properties stand, Spring Boot tries to bind a
		 * string as a bean, and names one of its properties.
		 */
		private static @Nullable ConfigurationProperty written(ConfigurationPropertyName name, BindContext context) {
			ConfigurationPropertyName known = name.chop(KnownProperties.find(name).index());
			for (ConfigurationPropertySource source : context.getSources()) {
				ConfigurationProperty property = source.getConfigurationProperty(name);
				if (property == null && !known.equals(name)
						&& source instanceof IterableConfigurationPropertySource iterable) {
					property = iterable.stream()
						.filter(known::isAncestorOf)
						.findFirst()
						.map(source::getConfigurationProperty)
						.orElse(null);
				}
				if (property != null) {
					return property;
				}
			}
			return null;
		}

		/**
		 * Spring Boot names the property in its exception; a name that is shown is found
		 * further up.
		 */
		private static boolean isToBeHidden(ConfigurationPropertyName name, BindException exception) {
			return KnownProperties.isOurs(exception.getName()) && !Redaction.isHarmless(exception.getName())
					&& Redaction.isHarmless(name);
		}

		private static RuntimeException hidden(BindException exception) {
			return (exception.getCause() instanceof ZmqConfigurationException cause) ? cause
					: PropertyProblem.ofFailed(exception.getName(), exception.getProperty(), exception.getCause())
						.toException();
		}

		private RuntimeException redact(UnboundConfigurationPropertiesException exception) {
			return exception.getUnboundProperties()
				.stream()
				.filter((property) -> KnownProperties.isOurs(property.getName()))
				.filter((property) -> !Redaction.isHarmless(property.getName()))
				.findFirst()
				.<RuntimeException>map((property) -> PropertyProblem.ofUnbound(property).toException())
				.orElse(exception);
		}

	}

}
