// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Protocol.Handlers;

/// <summary>What becomes of an operation here.</summary>
internal enum OperationCoverage
{
    /// <summary>What AWS does.</summary>
    Exact,

    /// <summary>What is said is checked, stored and told again; the data plane does not serve it yet.</summary>
    Held,

    /// <summary>Refused with a clear error.</summary>
    Absent,
}
