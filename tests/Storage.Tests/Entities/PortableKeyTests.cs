using CsCheck;
using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.Tests.Entities;

public sealed class PortableKeyTests
{
    static readonly Gen<string> AnyText = Gen.Frequency(
        (3, Gen.Char['\0', '\u00ff']), (1, Gen.Char)).Array[0, 12].Select(units => new string(units));

    [Fact]
    public void Every_key_comes_back() =>
        AnyText.Sample(key => PortableKey.Unescape(PortableKey.Escape(key)) == key);

    [Fact]
    public void Order_of_the_forms_is_the_ordinal_order_of_the_keys() => Gen.Select(AnyText, AnyText).Sample((a, b) =>
        Math.Sign(string.CompareOrdinal(PortableKey.Escape(a), PortableKey.Escape(b)))
        == Math.Sign(string.CompareOrdinal(a, b)));

    [Fact]
    public void Forms_hold_nothing_that_a_table_service_refuses_and_no_separator() => AnyText.Sample(key =>
        PortableKey.Escape(key).All(unit => unit is > ' ' and < '\u007f' and not ('/' or '\\' or '#' or '?' or '%' or '\'' or ',')));

    [Fact]
    public void Length_is_told_without_the_form() =>
        AnyText.Sample(key => PortableKey.LengthOf(key) == PortableKey.Escape(key).Length);

    [Theory]
    [InlineData("points/88888880000001-31", "points.2f88888880000001-31")]
    [InlineData("a_b", "a_5fb")]
    [InlineData("千里眼", "~5343~91cc~773c")]
    [InlineData("\u001f", "!1f")]
    public void Forms_never_change(string key, string form) => PortableKey.Escape(key).ShouldBe(form);

    [Theory]
    [InlineData("!")]
    [InlineData("~12")]
    [InlineData("!zz")]
    [InlineData("!61")]
    [InlineData("a/b")]
    public void Text_that_is_no_form_is_corrupt(string form) =>
        Should.Throw<StorageCorruptException>(() => PortableKey.Unescape(form)).Message.ShouldContain(form);

    [Fact]
    public void Key_that_is_too_long_when_escaped_is_refused_with_its_length() =>
        // 2 x 45 x 5 = 450 characters of partition and row together.
        Should.Throw<ArgumentException>(
                () => new EntityBatch(new('千', 45), [EntityWrite.DeleteAny("t", new('眼', 45))]))
            .Message.ShouldContain("450 characters when escaped, limit 448");
}
