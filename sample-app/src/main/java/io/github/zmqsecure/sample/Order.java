// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.sample;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * An order, which travels as JSON.
 *
 * @param id the number that its sender gave it
 * @param item what is ordered
 * @param quantity how many of it
 * @param note anything else
 */
record Order(long id, @NotBlank @Size(max = 32) String item, @Positive int quantity, @Nullable String note) {

}
