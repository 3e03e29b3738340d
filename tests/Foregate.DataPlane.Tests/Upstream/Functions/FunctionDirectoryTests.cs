// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Upstream.Functions;

namespace Foregate.DataPlane.Tests.Upstream.Functions;

public sealed class FunctionDirectoryTests
{
    private readonly FunctionDirectory _directory = new();
    private readonly FunctionDouble _target = new();

    [Theory]
    [InlineData("pets", "pets", true)]
    [InlineData("pets", "arn:aws:lambda:eu-west-1:123456789012:function:pets", true)]
    [InlineData("arn:aws:lambda:eu-west-1:123456789012:function:pets", "123456789012:function:pets", true)]
    [InlineData("arn:aws:lambda:eu-west-1:123456789012:function:pets", "pets:$LATEST", true)]
    [InlineData("arn:aws:lambda:eu-west-1:123456789012:function:pets", "210987654321:function:pets", false)]
    [InlineData("arn:aws:lambda:eu-west-1:123456789012:function:pets", "arn:aws:lambda:us-east-1:123456789012:function:pets", false)]
    [InlineData("pets", "pets:live", false)]
    [InlineData("pets:live", "pets:live", true)]
    [InlineData("pets", "dogs", false)]
    public void Finds_by_name_account_region_and_qualifier(string set, string asked, bool found)
    {
        _directory.Set(FunctionName.Parse(set)!, _target);
        Assert.Equal(found, _directory.Find(FunctionName.Parse(asked)!) == _target);
    }

    [Fact]
    public void What_nobody_runs_may_be_run_elsewhere()
    {
        var pets = FunctionName.Parse("pets")!;
        Assert.Null(_directory.Find(pets));
        _directory.Others = name => name == pets ? _target : null;
        Assert.Same(_target, _directory.Find(pets));
        var own = new FunctionDouble();
        _directory.Set(pets, own);
        Assert.Same(own, _directory.Find(pets));
    }

    [Fact]
    public void Forgets_what_is_removed()
    {
        var pets = FunctionName.Parse("123456789012:function:pets")!;
        _directory.Set(pets, _target);
        Assert.False(_directory.Remove(FunctionName.Parse("210987654321:function:pets")!));
        Assert.True(_directory.Remove(pets));
        Assert.False(_directory.Remove(pets));
        Assert.Null(_directory.Find(pets));
    }

    [Fact]
    public void Functions_of_one_name_in_two_accounts_are_two()
    {
        var own = FunctionName.Parse("arn:aws:lambda:eu-west-1:123456789012:function:stack-pets")!;
        var other = FunctionName.Parse("arn:aws:lambda:eu-west-1:210987654321:function:stack-pets")!;
        var others = new FunctionDouble();
        _directory.Set(own, _target);
        _directory.Set(other, others);
        Assert.Same(_target, _directory.Find(FunctionName.Parse("stack-pets")!.Within("123456789012", "eu-west-1")));
        Assert.Same(others, _directory.Find(FunctionName.Parse("stack-pets")!.Within("210987654321", "eu-west-1")));
        Assert.Null(_directory.Find(FunctionName.Parse("stack-pets")!.Within("210987654321", "us-east-1")));
        Assert.Same(own, _directory.Guess(FunctionName.Parse("pets")!.Within("123456789012", "eu-west-1")));
        _directory.Remove(own, _target);
        Assert.Null(_directory.Find(own));
        Assert.Same(others, _directory.Find(other));
        _directory.Set(other, _target);
        Assert.Same(_target, _directory.Find(other));
    }
}
