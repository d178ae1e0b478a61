namespace Qianliyan.Storage.Tests.Embedded;

public sealed class DirectoryLockTests
{
    [Fact]
    public void Second_store_of_this_process_on_one_directory_is_refused_and_the_first_goes_on()
    {
        using var first = new TemporaryStore();

        var error = Should.Throw<StorageLockedException>(() => new TemporaryStore(directory: first.Directory));

        error.Directory.ShouldBe(first.Directory);
        first.Reopen();
    }
}
