// SPDX-License-Identifier: Apache-2.0
using Foregate.Architecture.Tests.Reading;

namespace Foregate.Architecture.Tests.Types;

/// <summary>An interface is worth its name from its second implementation on.</summary>
public sealed class InterfaceTests
{
    private static readonly AllowList s_allowed = AllowList.None;

    [Fact]
    public void Interfaces_have_two_implementations() => House.Obeys(s_allowed.Apply(Check(SourceTree.Repository)));

    [Fact]
    public void An_interface_with_one_implementation_is_seen()
    {
        (string, string) contract = ("src/A/IDoor.cs", "\ninternal interface IDoor;");
        (string, string) one = ("src/A/One.cs", "sealed class One<T>(int a, Func<int, int> b) : Thing<T, IFoo>, IDoor where T : class { }");
        House.Sees(Check(SourceTree.Of(contract, one)), "src/A/IDoor.cs", 2);
        House.Obeys(Check(SourceTree.Of(contract, one, ("src/A/Two.cs", "readonly struct Two : A.IDoor;"))));
    }

    [Fact]
    public void A_test_double_does_not_count() => House.Sees(
        Check(SourceTree.Of(("src/A/IDoor.cs", "interface IDoor;"), ("src/A/One.cs", "class One : IDoor;"), ("tests/A.Tests/Two.cs", "class Two : IDoor;"))),
        "src/A/IDoor.cs",
        1);

    private static IEnumerable<Finding> Check(SourceTree tree)
    {
        var types = tree.Source.SelectMany(file => file.Types).ToList();
        foreach (var contract in types.Where(type => type.Kind == "interface"))
        {
            var count = types.Count(type => type.Kind != "interface" && type.Bases.Contains(contract.Name));
            if (count < 2)
            {
                yield return new Finding(contract.File.Path, contract.Line, "interfaces are plural", $"{contract.Name} has {count} implementation(s) in src");
            }
        }
    }
}
