// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Protocol;

/// <summary>Credentials that were handed out, and the account that they act for.</summary>
public sealed record AccessKey(string AccountId, AwsCredentials Credentials);
