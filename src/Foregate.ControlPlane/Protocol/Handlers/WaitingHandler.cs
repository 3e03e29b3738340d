// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.Lambda;

namespace Foregate.ControlPlane.Protocol.Handlers;

/// <summary>Answers an operation that waits for a function, and changes nothing in the account.</summary>
internal delegate ValueTask<HandlerResult> WaitingHandler(HandlerCall call, Invocations.Executor functions, CancellationToken cancellationToken);
