// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Documents;

/// <summary>Reads a JSON or YAML file into a tree that remembers where everything stands.</summary>
internal static class DocumentReader
{
    /// <summary>
    /// The tree, or <see langword="null"/> when <paramref name="faults"/> got at least one entry. A name that ends in <c>.json</c> is read as
    /// JSON, one in <c>.yaml</c> or <c>.yml</c> as YAML, anything else as what its first character says.
    /// </summary>
    public static DocumentNode? Read(ReadOnlyMemory<byte> bytes, string file, DocumentLimits limits, List<Fault> faults)
    {
        if (bytes.Length > limits.Bytes)
        {
            faults.Add(Whole(file, $"The document has {bytes.Length} bytes; {limits.Bytes} are allowed.", "Make it smaller: descriptions and examples change nothing about how requests are answered."));
            return null;
        }

        if (bytes.Span is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..])
        {
            faults.Add(Whole(file, "The document is UTF-16.", "Save it as UTF-8."));
            return null;
        }

        var text = new DocumentText(bytes, file);
        var invalid = text.FirstInvalidByte();
        if (invalid >= 0)
        {
            faults.Add(new Fault { Location = text.At(invalid), DocumentPath = "#", Cause = "This byte is not UTF-8.", Cure = "Save the file as UTF-8." });
            return null;
        }

        var before = faults.Count;
        var root = IsJson(text) ? JsonDocumentReader.Read(text, limits, faults) : YamlDocumentReader.Read(text, limits, faults);
        return faults.Count == before ? root : null;
    }

    private static bool IsJson(DocumentText text)
    {
        if (text.File.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (text.File.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || text.File.EndsWith(".yml", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var start = text.Bytes.IndexOfAnyExcept(" \t\r\n"u8);
        return start >= 0 && text.Bytes[start] is (byte)'{' or (byte)'[';
    }

    private static Fault Whole(string file, string cause, string cure) =>
        new() { Location = new SourceLocation(file, 1, 1), DocumentPath = "#", Cause = cause, Cure = cure };
}
