// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.S3.Answers;
using Foregate.ControlPlane.Protocol.S3.Calls;

namespace Foregate.ControlPlane.Protocol.S3;

/// <summary>One of S3's operations.</summary>
/// <param name="Name">AWS's.</param>
/// <param name="Answer">Answers a call, or throws what S3 says against it.</param>
internal sealed record S3Operation(string Name, Func<S3Call, CancellationToken, ValueTask<S3Answer>> Answer);
