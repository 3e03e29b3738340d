// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Store;

/// <summary>Who changed an account by which operation, for the journal.</summary>
/// <param name="Principal">The id of an access key, or a name for what acts by itself. Never a secret.</param>
/// <param name="Operation">AWS's name of the operation.</param>
public sealed record StoreChange(string Principal, string Operation)
{
    /// <summary>The gateway itself, taking up a document.</summary>
    public static StoreChange OfTheGateway { get; } = new("foregate", "Publish");
}
