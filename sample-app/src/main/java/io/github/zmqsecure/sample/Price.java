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

package io.github.zmqsecure.sample;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A price, which travels as JSON behind its pair, the topic.
 *
 * @param pair the pair of currencies
 * @param value its price
 * @param time when it was made
 */
record Price(String pair, BigDecimal value, Instant time) {

}
