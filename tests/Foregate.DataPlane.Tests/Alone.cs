// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Tests;

/// <summary>Tests that count what the whole process does: they run after all others, one by one.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class Alone;
