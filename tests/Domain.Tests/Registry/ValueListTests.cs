using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Tests.Registry;

public sealed class ValueListTests
{
    [Fact]
    public void Lists_with_equal_items_are_equal()
    {
        ValueList<string> one = ["a", "b"];
        ValueList<string> two = ["a", "b"];

        one.ShouldBe(two);
        one.GetHashCode().ShouldBe(two.GetHashCode());
        (one == ["b", "a"]).ShouldBeFalse();
    }

    [Fact]
    public void The_default_list_is_the_empty_one()
    {
        ValueList<string> empty = [];

        (default(ValueList<string>) == empty).ShouldBeTrue();
        default(ValueList<string>).Count.ShouldBe(0);
        default(ValueList<string>).ShouldBeEmpty();
    }
}
