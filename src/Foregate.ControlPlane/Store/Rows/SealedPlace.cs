// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Store.Rows;

/// <summary>The place a row's secret is encrypted for: it opens nowhere else.</summary>
internal static class SealedPlace
{
    public static string Of(AccountKey account, string path) => $"{account}/{path}";

    public static string OfAccessKey(string id) => $"access-key/{id}";
}
