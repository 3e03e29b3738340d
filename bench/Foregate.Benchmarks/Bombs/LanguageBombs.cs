// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.Standards.JsonPath;
using Foregate.Standards.JsonSchema;
using Foregate.Standards.LinearRegex;
using Foregate.Standards.Tests.JsonPath;
using Foregate.Standards.Tests.JsonSchema;
using Foregate.Standards.Tests.LinearRegex;
using Foregate.Standards.Values;

namespace Foregate.Benchmarks.Bombs;

/// <summary>Paths, schemas and patterns that cost much, each read and followed as for a request; the same that the tests know.</summary>
internal static class LanguageBombs
{
    public static IEnumerable<Bomb> Paths() => PathBombs.All().Select(static bomb =>
    {
        var document = Encoding.UTF8.GetBytes(bomb.Document);
        return new Bomb(bomb.Name, Encoding.UTF8.GetByteCount(bomb.Path) + document.Length, () => Path(bomb.Path, document), !bomb.IsRefused);
    });

    public static IEnumerable<Bomb> Schemas() => SchemaBombs.All().Select(static bomb =>
    {
        var (schema, document) = (Encoding.UTF8.GetBytes(bomb.Schema), Encoding.UTF8.GetBytes(bomb.Document));
        return new Bomb(bomb.Name, schema.Length + document.Length, () => Schema(schema, document), !bomb.IsRefused);
    });

    public static IEnumerable<Bomb> Patterns()
    {
        foreach (var (name, pattern, text, isRefused) in PatternBombs.All())
        {
            var bytes = Encoding.UTF8.GetByteCount(pattern) + Encoding.UTF8.GetByteCount(text);
            yield return new Bomb(name, bytes, () => Ecma(pattern, text), !isRefused);
            yield return new Bomb(name + " (Java)", bytes, () => Java(pattern, text), MayBeServed: true);
            yield return new Bomb(name + " (Java, finding)", bytes, () => Find(pattern, text), MayBeServed: true);
        }
    }

    private static string? Path(string path, byte[] document) => !JsonValues.TryRead(document, out var value) ? "the document is no JSON"
        : JsonPathQuery.Parse(path, out var fault) is { } query ? query.Evaluate(value).Fault
        : fault;

    private static string? Schema(byte[] schema, byte[] document)
    {
        if (CompiledSchema.Compile(schema, "http://bombs.invalid/schema", static _ => null, out var fault) is { } compiled)
        {
            compiled.IsValid(document, out fault);
        }

        return fault;
    }

    private static string? Ecma(string pattern, string text)
    {
        var steps = PatternBombs.Steps;
        EcmaPattern.Compile(pattern, out var fault)?.IsMatch(text, ref steps);
        return fault ?? (steps < 0 ? "the text takes too many steps" : null);
    }

    private static string? Java(string pattern, string text)
    {
        var steps = PatternBombs.Steps;
        JavaPattern.Parse(pattern, out var fault)?.IsWhole(text, ref steps);
        return fault ?? (steps < 0 ? "the text takes too many steps" : null);
    }

    private static string? Find(string pattern, string text)
    {
        var steps = PatternBombs.Steps;
        if (JavaPattern.Parse(pattern, out var fault)?.Finder(out fault) is { } finder)
        {
            var places = new int[2 * (finder.Groups.Count + 1)];
            for (var next = 0; next <= text.Length && finder.TryFind(text, next, places, ref steps); next = Math.Max(places[1], places[0] + 1))
            {
            }
        }

        return fault ?? (steps < 0 ? "the text takes too many steps" : null);
    }
}
