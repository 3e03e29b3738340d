// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using System.Security.Cryptography;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.Operations.Lambda;

/// <summary>Takes the zip archives that come with CreateFunction and UpdateFunctionCode: looks at them, keeps them, and says so in the function.</summary>
internal static class ZipFiles
{
    /// <summary>Looks at an archive without keeping it.</summary>
    /// <param name="operation">Whose request brought it; <see langword="null"/> where none did.</param>
    public static AwsError? Check(ReadOnlyMemory<byte> zip, string? operation, OperationContext context)
    {
        // The limit is on the request, which holds the archive in base64.
        if (operation is not null && (zip.Length + 2L) / 3 * 4 > context.Quotas.FunctionCodeRequestBytes)
        {
            return AwsError.CodeTooLarge(context.Quotas.FunctionCodeRequestBytes, operation);
        }

        if (zip.IsEmpty)
        {
            return AwsError.InvalidParameter("Uploaded file must be a non-empty zip");
        }

        try
        {
            using var archive = new ZipArchive(new MemoryStream(zip.ToArray(), writable: false), ZipArchiveMode.Read);
            if (archive.Entries.Count == 0)
            {
                return AwsError.InvalidParameter("Uploaded file must be a non-empty zip");
            }

            var bytes = 0L;
            foreach (var entry in archive.Entries)
            {
                bytes += entry.Length;
                if (bytes >= context.Quotas.FunctionCodeBytes)
                {
                    return AwsError.InvalidParameter($"Unzipped size must be smaller than {context.Quotas.FunctionCodeBytes} bytes");
                }
            }

            return null;
        }
        catch (InvalidDataException)
        {
            return AwsError.InvalidParameter("Could not unzip uploaded file. Please check your file, then try to upload again.");
        }
    }

    /// <summary>The function with an archive that was looked at, kept for as long as a function names it.</summary>
    public static AwsError? TryKeep(Function function, ReadOnlyMemory<byte> zip, OperationContext context, out Function changed)
    {
        changed = function;
        if (context.KeepCode is null)
        {
            return AwsError.NotBuilt("keep a function's zip archive without a data directory");
        }

        try
        {
            changed = Described(function, zip) with { Code = new FunctionCode { ZipPath = context.KeepCode(zip) } };
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return AwsError.NotRun($"The function's archive could not be kept: {exception.Message}");
        }
    }

    /// <summary>What of the archive is told of a function.</summary>
    public static Function Described(Function function, ReadOnlyMemory<byte> zip) =>
        function with { CodeSha256 = Convert.ToBase64String(SHA256.HashData(zip.Span)), CodeSize = zip.Length };
}
