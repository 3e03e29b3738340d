// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Secrets;

namespace Foregate.ControlPlane.Tests.Store.Secrets;

public sealed class MasterKeyTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("foregate-key-");

    private string Path => System.IO.Path.Combine(_directory.FullName, MasterKey.FileName);

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Is_made_once_for_its_owner_only()
    {
        using var made = MasterKey.Open(_directory.FullName, null, mayCreate: true);
        using var read = MasterKey.Open(_directory.FullName, null, mayCreate: false);
        Assert.Equal(made.Fingerprint, read.Fingerprint);
        Assert.Equal("secret", read.Unseal(made.Seal("secret", "here"), "here"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
        }
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void Is_refused_when_others_may_touch_it(UnixFileMode others)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Files have no mode there.");
        MasterKey.Open(_directory.FullName, null, mayCreate: true).Dispose();
#pragma warning disable CA1416 // not on Windows
        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | others);
#pragma warning restore CA1416
        Assert.Contains("chmod 600", Assert.Throws<StoreException>(() => MasterKey.Open(_directory.FullName, null, mayCreate: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_not_made_where_one_is_missed() =>
        Assert.Equal(StoreFault.MasterKey, Assert.Throws<StoreException>(() => MasterKey.Open(_directory.FullName, null, mayCreate: false)).Fault);

    [Fact]
    public void Is_taken_from_the_environment_in_either_form()
    {
        using var hexadecimal = MasterKey.Open(_directory.FullName, new string('0', 64), mayCreate: false);
        using var base64 = MasterKey.Open(_directory.FullName, Convert.ToBase64String(new byte[32]) + "\n", mayCreate: false);
        Assert.Equal(hexadecimal.Fingerprint, base64.Fingerprint);
        Assert.False(File.Exists(Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void A_text_that_is_no_key_is_refused_and_not_repeated(string text)
    {
        var refusal = Assert.Throws<StoreException>(() => MasterKey.Open(_directory.FullName, text, mayCreate: true));
        Assert.Equal(StoreFault.MasterKey, refusal.Fault);
        Assert.True(text.Length == 0 || !refusal.Message.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_secret_opens_only_whole_in_its_place_and_under_its_key()
    {
        using var key = new MasterKey(new byte[32]);
        using var other = new MasterKey([1, .. new byte[31]]);
        var box = key.Seal("secret", "here");
        Assert.NotEqual(box, key.Seal("secret", "here"));
        Assert.DoesNotContain("secret", Encoding.Latin1.GetString(box), StringComparison.Ordinal);
        Assert.Equal("secret", key.Unseal(box, "here"));
        Assert.Throws<StoreException>(() => key.Unseal(box, "there"));
        Assert.Throws<StoreException>(() => other.Unseal(box, "here"));
        Assert.Throws<StoreException>(() => key.Unseal(box.AsSpan(1), "here"));
        Assert.Throws<StoreException>(() => key.Unseal([], "here"));
        for (var i = 0; i < box.Length; i++)
        {
            byte[] damaged = [.. box];
            damaged[i] ^= 1;
            Assert.Throws<StoreException>(() => key.Unseal(damaged, "here"));
        }
    }

    [Fact]
    public void The_same_value_is_found_under_the_same_key_only()
    {
        using var key = new MasterKey(new byte[32]);
        using var other = new MasterKey([1, .. new byte[31]]);
        Assert.Equal(key.Lookup("value"), key.Lookup("value"));
        Assert.NotEqual(key.Lookup("value"), key.Lookup("Value"));
        Assert.NotEqual(key.Lookup("value"), other.Lookup("value"));
        Assert.NotEqual(key.Derive("one"), key.Derive("two"));
    }
}
