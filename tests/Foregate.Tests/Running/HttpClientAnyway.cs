// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Tests.Running;

/// <summary>Bodies of refusals, which HttpClient's shortcuts throw away.</summary>
internal static class HttpClientAnyway
{
    public static async Task<string> GetStringAnywayAsync(this HttpClient client, string url)
    {
        using var response = await client.GetAsync(new Uri(url));
        return await response.Content.ReadAsStringAsync();
    }
}
