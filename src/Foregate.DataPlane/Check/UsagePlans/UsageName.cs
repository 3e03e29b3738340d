// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Check.UsagePlans;

/// <summary>Whose usage it is: of one API key in one usage plan, in AWS's ids.</summary>
internal readonly record struct UsageName(string AccountId, string Region, string UsagePlanId, string KeyId);
