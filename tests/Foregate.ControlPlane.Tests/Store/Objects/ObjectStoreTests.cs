// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Objects;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.ControlPlane.Tests.Store.Objects;

public sealed class ObjectStoreTests : IDisposable
{
    private const string Account = "123456789012";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"foregate-{Guid.NewGuid():N}");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public void What_was_put_is_there_after_a_restart()
    {
        var store = Make();
        Put(store, "k", "one");
        Put(store, "k", "two");
        Put(store, "other", "three");
        store.Delete("bucket", "other", null, out _);
        var again = new ObjectStore(_folder, _time);
        Assert.Equal("two", Read(again, "k"));
        Assert.Equal(ObjectFault.NoSuchKey, again.TryOpen(Account, "bucket", "other", null, out _));
        Assert.Equal("eu-west-1", again.FindBucket("bucket")!.Region);
        Assert.Single(Directory.GetFiles(Path.Combine(_folder, "content")));
    }

    [Fact]
    public void What_was_not_finished_goes_at_the_next_start()
    {
        var store = Make();
        Put(store, "k", "one");
        // As a process leaves it that is killed while it writes.
        File.WriteAllText(Path.Combine(_folder, "content", new string('0', 32)), "half");
        File.WriteAllText(Path.Combine(_folder, "buckets", "bucket", "objects", "x.json.new"), "{");
        Directory.CreateDirectory(Path.Combine(_folder, "buckets", "no-head"));
        Directory.CreateDirectory(Path.Combine(_folder, "buckets", "bucket", "uploads", "no-head"));
        Directory.Move(Path.Combine(_folder, "buckets", "bucket"), Path.Combine(_folder, "buckets", "bucket2"));
        Directory.Move(Path.Combine(_folder, "buckets", "bucket2"), Path.Combine(_folder, "buckets", "bucket"));
        var again = new ObjectStore(_folder, _time);
        Assert.Equal("one", Read(again, "k"));
        Assert.Single(Directory.GetFiles(Path.Combine(_folder, "content")));
        Assert.Equal(["bucket"], Directory.GetDirectories(Path.Combine(_folder, "buckets")).Select(Path.GetFileName));
        Assert.Empty(Directory.GetDirectories(Path.Combine(_folder, "buckets", "bucket", "uploads")));
    }

    [Fact]
    public void A_draft_that_nobody_takes_leaves_nothing()
    {
        var store = Make();
        using (var draft = store.Begin())
        {
            draft.Content.Write("half"u8);
        }

        Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "content")));
        using var lost = store.Begin();
        Assert.Equal(ObjectFault.NoSuchBucket, store.Put("nowhere", new StoredObject { Key = "k" }, lost, out _));
    }

    [Fact]
    public void A_reader_has_the_whole_of_what_is_replaced_meanwhile()
    {
        var store = Make();
        Put(store, "k", "one");
        Assert.Equal(ObjectFault.None, store.TryOpen(Account, "bucket", "k", null, out var opened));
        Put(store, "k", "two");
        using (opened)
        {
            Assert.Equal("one", new StreamReader(opened!.Content).ReadToEnd());
        }

        Assert.Equal("two", Read(store, "k"));
    }

    [Fact]
    public void A_name_belongs_to_one_account()
    {
        var store = Make();
        Assert.Equal(ObjectFault.BucketAlreadyExists, store.EnsureBucket("210987654321", "us-east-1", "bucket"));
        Assert.Equal(ObjectFault.BucketAlreadyOwnedByYou, store.CreateBucket(Account, "us-east-1", "bucket"));
        Assert.Equal(ObjectFault.None, store.EnsureBucket(Account, "us-east-1", "bucket"));
        Put(store, "k", "one");
        Assert.Equal(ObjectFault.AccessDenied, store.TryOpen("210987654321", "bucket", "k", null, out _));
        Assert.Equal(ObjectFault.BucketNotEmpty, store.DeleteBucket("bucket"));
    }

    [Fact]
    public void A_key_that_differs_in_case_or_form_is_another_object()
    {
        var store = Make();
        foreach (var key in (string[])["a", "A", "\u00e9", "e\u0301", "a/", "a/b", "/a", ".", ".."])
        {
            Put(store, key, key);
        }

        var again = new ObjectStore(_folder, _time);
        Assert.All((string[])["a", "A", "\u00e9", "e\u0301", "a/", "a/b", "/a", ".", ".."], key => Assert.Equal(key, Read(again, key)));
    }

    [Fact]
    public void An_index_that_is_in_the_way_loses_nothing()
    {
        var store = Make();
        Put(store, "k", "one");
        var file = Directory.GetFiles(Path.Combine(_folder, "buckets", "bucket", "objects")).Single();
        // What would be renamed onto the file cannot be made.
        Directory.CreateDirectory(file + ".new");
        Assert.ThrowsAny<Exception>(() => Put(store, "k", "two"));
        Assert.Equal("one", Read(store, "k"));
        Directory.Delete(file + ".new");
        Put(store, "k", "three");
        Assert.Equal("three", Read(new ObjectStore(_folder, _time), "k"));
    }

    [Fact]
    public void An_index_that_was_damaged_is_told_with_its_path()
    {
        Put(Make(), "k", "one");
        var file = Directory.GetFiles(Path.Combine(_folder, "buckets", "bucket", "objects")).Single();
        File.WriteAllText(file, "{");
        var told = Assert.Throws<StoreException>(() => new ObjectStore(_folder, _time).FindBucket("bucket"));
        Assert.Contains(file, told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_writers_lose_nothing()
    {
        var store = Make();
        Parallel.For(0, 40, number => Put(store, $"k{number % 10}", $"{number}"));
        Assert.Equal(10, store.Find("bucket")!.Objects.Count);
        Assert.Equal(10, Directory.GetFiles(Path.Combine(_folder, "content")).Length);
        var again = new ObjectStore(_folder, _time);
        Assert.All(Enumerable.Range(0, 10), number => Assert.Equal(Read(store, $"k{number}"), Read(again, $"k{number}")));
    }

    [Fact]
    public void A_temporary_store_goes_with_its_folder()
    {
        using (var store = new ObjectStore(_folder, _time, isTemporary: true))
        {
            store.CreateBucket(Account, "us-east-1", "bucket");
            Put(store, "k", "one");
            Assert.True(Directory.Exists(_folder));
        }

        Assert.False(Directory.Exists(_folder));
    }

    private ObjectStore Make()
    {
        var store = new ObjectStore(_folder, _time);
        Assert.Equal(ObjectFault.None, store.CreateBucket(Account, "eu-west-1", "bucket"));
        return store;
    }

    private static void Put(ObjectStore store, string key, string text)
    {
        using var draft = store.Begin();
        draft.Content.Write(Encoding.UTF8.GetBytes(text));
        Assert.Equal(ObjectFault.None, store.Put("bucket", new StoredObject { Key = key }, draft, out _));
    }

    private static string Read(ObjectStore store, string key)
    {
        Assert.Equal(ObjectFault.None, store.TryOpen(Account, "bucket", key, null, out var opened));
        using (opened)
        {
            return new StreamReader(opened!.Content).ReadToEnd();
        }
    }
}
