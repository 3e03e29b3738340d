// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Tests.Upstream.Backends;

internal sealed record ScriptedRequest(string Head, byte[] Body);
