// SPDX-License-Identifier: Apache-2.0

namespace Foregate.DataPlane.Finish.Decisions;

/// <summary>One step of a request's way and what it decided.</summary>
/// <param name="List">Door, Address, AtTheDoor, Bind or OnRoute.</param>
/// <param name="Name">The step's name, for example ApiKeyCheck.</param>
/// <param name="Verdict">continue, answered, rejected, failed (a bug of the gateway's in this step), "not run", or unknown after a bug outside the steps.</param>
public sealed record DecisionStep(string List, string Name, string Verdict);
