// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;

namespace Foregate.ControlPlane.Protocol.Requests;

/// <summary>Leaves the reader of a request at the first thing that is not what its shape says; <see cref="RequestBinder"/> catches it.</summary>
internal sealed class WireFormatException(AwsError error) : Exception(error.Message)
{
    public AwsError Error { get; } = error;
}
