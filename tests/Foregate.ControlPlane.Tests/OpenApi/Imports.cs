// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.OpenApi.Importing;
using Foregate.Definitions;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.ControlPlane.Tests.OpenApi;

/// <summary>Imports texts and golden files the way tests need it: fixed time, counted "random" bytes.</summary>
internal static class Imports
{
    public static Account Empty { get; } = new() { AccountId = "000000000000", Region = "us-east-1" };

    public static ImportResult Of(string text, string file = "api.yaml", string? upstream = null, ImportOptions? options = null, Account? account = null) =>
        OpenApiDocument.Import(
            Encoding.UTF8.GetBytes(text),
            file,
            (options ?? new ImportOptions { FillRandom = Count }) with { Upstream = upstream },
            account ?? Empty,
            new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)));

    public static string Golden(string file) => File.ReadAllText(GoldenPath(file));

    public static string GoldenPath(string file) => Path.Combine(AppContext.BaseDirectory, "OpenApi", "Golden", file);

    /// <summary>What the import found, one line each.</summary>
    public static string[] Faults(this ImportResult result) => [.. result.Faults.Select(fault => fault.ToString())];

    private static void Count(Span<byte> buffer)
    {
        for (var i = 0; i < buffer.Length; i++)
        {
            buffer[i] = (byte)i;
        }
    }
}
