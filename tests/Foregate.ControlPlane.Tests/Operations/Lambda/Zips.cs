// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.Lambda;
using Foregate.Definitions;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.Tests.Operations.Lambda;

/// <summary>Zip archives, and functions that are made of them.</summary>
internal static class Zips
{
    /// <summary>Keeps archives by name only: the path holds their size.</summary>
    public static OperationContext Context { get; } = Ground.Context with { KeepCode = static zip => $"/kept/{Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(zip.Span))[..8]}.zip" };

    public static byte[] Of(string text)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            var entry = archive.CreateEntry("index.js");
            entry.LastWriteTime = DateTimeOffset.UnixEpoch.AddYears(20);
            using var writer = new StreamWriter(entry.Open());
            writer.Write(text);
        }

        return stream.ToArray();
    }

    public static Functions.CreateFunctionRequest Request(string name = "f", string text = "one") => new()
    {
        FunctionName = name,
        Runtime = "nodejs22.x",
        Handler = "index.handler",
        ZipFile = Of(text),
    };

    /// <summary>An account with a function, and with one version of it for each text.</summary>
    public static Account Account(params string[] versions)
    {
        Functions.CreateFunction(Ground.Empty, Request(), Context).Done(out var account);
        foreach (var text in versions)
        {
            Functions.UpdateFunctionCode(account, "f", new Functions.UpdateFunctionCodeRequest { ZipFile = Of(text), Publish = true }, Context).Done(out account);
        }

        return account;
    }

    public static Function F(this Account account) => account.Functions["f"];
}
