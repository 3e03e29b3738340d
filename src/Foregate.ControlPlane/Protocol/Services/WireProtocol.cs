// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Answers;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Protocol.Services;

/// <summary>How a service is spoken: what a request asks for, and what answers look like. AWS has few such protocols for its many services.</summary>
internal abstract class WireProtocol
{
    /// <summary>Finds the operation, reads what it takes, and holds it against its shape.</summary>
    /// <param name="operation">Null only where there is an error.</param>
    public abstract AwsError? Read(SignedRequest request, out OperationShape? operation, out WireValue input);

    public abstract ProtocolAnswer Write(OperationShape operation, WireValue output, string requestId);

    public abstract ProtocolAnswer Write(AwsError error, string requestId);

    public abstract ProtocolAnswer Write(SignatureFault fault, string requestId);
}
