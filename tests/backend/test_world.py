def test_w(database, world):
    assert world.commune
