// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.JsonTokens;

namespace Foregate.Standards.JsonSchema;

/// <summary>
/// A JSON Schema of draft 4, compiled to a closed tree of nodes. It reads documents as their bytes, makes no tree of them, and takes time and memory in
/// proportion to them.
/// </summary>
public sealed class CompiledSchema
{
    /// <summary>What is said of a document that is no JSON.</summary>
    public const string NotJson = "[invalid json]";

    private const string TooLong = "[the document takes too long to be validated]";

    private readonly SchemaNode _root;

    private CompiledSchema(SchemaNode root) => _root = root;

    /// <summary>Compiles a schema; null, with what is wrong, when it is none.</summary>
    /// <param name="schema">JSON.</param>
    /// <param name="address">What relative references in it start from: an absolute URI.</param>
    /// <param name="resolve">The text of another schema by its absolute URI; null where there is none.</param>
    public static CompiledSchema? Compile(ReadOnlyMemory<byte> schema, string address, Func<string, byte[]?> resolve, out string? fault)
    {
        try
        {
            return Compiled(schema, address, resolve, out fault);
        }
        catch (InvalidOperationException)
        {
            fault = "the schema has a text that is no Unicode";
            return null;
        }
    }

    /// <summary>Whether a document is as the schema asks.</summary>
    public bool IsValid(ReadOnlySpan<byte> document) => Validate(document, false, out _, out _);

    /// <summary>Whether a document is as the schema asks, and if not, what is wrong with it, in AWS's words: <c>[…, …]</c>.</summary>
    public bool IsValid(ReadOnlySpan<byte> document, out string? faults) => Validate(document, true, out faults, out _);

    /// <summary>The same.</summary>
    /// <param name="masked">What is wrong, without the values of the document.</param>
    public bool IsValid(ReadOnlySpan<byte> document, out string? faults, out string? masked) => Validate(document, true, out faults, out masked);

    private static CompiledSchema? Compiled(ReadOnlyMemory<byte> schema, string address, Func<string, byte[]?> resolve, out string? fault)
    {
        using var documents = new SchemaDocuments(resolve);
        if (!documents.TryAdd(address, schema, out var located, out fault))
        {
            return null;
        }

        var compiler = new SchemaCompiler(documents);
        var root = compiler.Compile(located with { Base = SchemaDocuments.BaseOf(located.Element, address) });
        if (compiler.Fault is null)
        {
            compiler.Ends();
        }

        fault = compiler.Fault;
        return fault is null ? new CompiledSchema(root) : null;
    }

    private bool Validate(ReadOnlySpan<byte> document, bool saysWhy, out string? faults, out string? masked)
    {
        faults = masked = null;
        var tokens = DocumentTokens.Rent();
        try
        {
            if (!tokens.TryRead(document))
            {
                faults = masked = NotJson;
                return false;
            }

            var view = new TokenView(document, tokens.Tokens);
            var validation = new SchemaValidation(view, null);
            // What could not be looked at to its end is not valid, whatever was found until then.
            if (validation.Check(_root, 0) && !validation.IsExhausted)
            {
                return true;
            }

            if (saysWhy)
            {
                var messages = new SchemaMessages();
                faults = validation.IsExhausted || !new SchemaValidation(view, messages).Explains(_root)
                    ? TooLong
                    : messages.ToString();
                masked = faults == TooLong ? TooLong : messages.Masked();
            }

            return false;
        }
        finally
        {
            tokens.Return();
        }
    }
}
