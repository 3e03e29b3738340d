// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Protocol.Handlers;

/// <summary>Answers one operation: reads what was asked, calls the pure operation, says what came of it.</summary>
internal delegate HandlerResult Handler(HandlerCall call);
